# A fast typist's backlog in one read: each request is answered, work is done for the last text only.
{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}
---
expect {"id":1,"result":"<any>"}
---
{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///w/b.c","languageId":"c","version":1,"text":"int result = measure(width, height);\nint result = measure(width, height);\nint result = m"}}}
---
burst
{"jsonrpc":"2.0","id":10,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///w/b.c"},"position":{"line":2,"character":14},"context":{"triggerKind":2}}}
{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":10}}
{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///w/b.c","version":2},"contentChanges":[{"range":{"start":{"line":2,"character":14},"end":{"line":2,"character":14}},"text":"e"}]}}
{"jsonrpc":"2.0","id":11,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///w/b.c"},"position":{"line":2,"character":15},"context":{"triggerKind":2}}}
{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///w/b.c","version":3},"contentChanges":[{"range":{"start":{"line":2,"character":15},"end":{"line":2,"character":15}},"text":"a"}]}}
{"jsonrpc":"2.0","id":12,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///w/b.c"},"position":{"line":2,"character":16},"context":{"triggerKind":2}}}
---
expect {"id":10,"error":{"code":-32800}}
---
expect {"id":11,"error":{"code":-32800}}
---
expect {"id":12,"result":{"items":[{"insertText":"sure(width, height);"}]}}
---
expect nothing
