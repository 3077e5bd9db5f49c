# The shortest useful session: open a file that repeats itself, ask, type along, accept, leave.
{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{"general":{"positionEncodings":["utf-16"]}}}}
---
expect {"jsonrpc":"2.0","id":1,"result":{"capabilities":{"positionEncoding":"utf-16","inlineCompletionProvider":true,"textDocumentSync":{"openClose":true,"change":2}},"serverInfo":{"name":"inkling","version":"<any>"}}}
---
{"jsonrpc":"2.0","method":"initialized","params":{}}
---
expect nothing
---
{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///w/a.py","languageId":"python","version":1,"text":"total = compute_total(first_value, second_value)\nprint(total)\n\ntotal = compute_total(first_value, second_value)\nprint(total)\n\ntotal = compute"}}}
---
{"jsonrpc":"2.0","id":2,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///w/a.py"},"position":{"line":6,"character":15},"context":{"triggerKind":2}}}
---
expect {"id":2,"result":{"items":[{"insertText":"_total(first_value, second_value)","range":{"start":{"line":6,"character":15},"end":{"line":6,"character":15}}}]}}
---
# Typing along it: what is left comes back, at the new place.
{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///w/a.py","version":2},"contentChanges":[{"range":{"start":{"line":6,"character":15},"end":{"line":6,"character":15}},"text":"_t"}]}}
---
{"jsonrpc":"2.0","id":3,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///w/a.py"},"position":{"line":6,"character":17},"context":{"triggerKind":2}}}
---
expect {"id":3,"result":{"items":[{"insertText":"otal(first_value, second_value)","range":{"start":{"line":6,"character":17},"end":{"line":6,"character":17}}}]}}
---
# Something else was typed: the old text must not come back.
{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///w/a.py","version":3},"contentChanges":[{"range":{"start":{"line":6,"character":17},"end":{"line":6,"character":17}},"text":"zq"}]}}
---
{"jsonrpc":"2.0","id":"four","method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///w/a.py"},"position":{"line":6,"character":19},"context":{"triggerKind":2}}}
---
expect {"id":"four","result":{"items":[]}}
---
{"jsonrpc":"2.0","id":5,"method":"shutdown"}
---
expect {"id":5,"result":null}
---
{"jsonrpc":"2.0","method":"exit"}
---
expect closed clean
