# What comes in the wrong order is answered and does no harm.
{"jsonrpc":"2.0","id":1,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///a"},"position":{"line":0,"character":0},"context":{"triggerKind":1}}}
---
expect {"id":1,"error":{"code":-32002}}
---
{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a","languageId":"c","version":1,"text":""}}}
---
expect nothing
---
{"jsonrpc":"2.0","id":2,"method":"initialize","params":{"capabilities":{}}}
---
expect {"id":2,"result":"<any>"}
---
{"jsonrpc":"2.0","id":3,"method":"initialize","params":{"capabilities":{}}}
---
expect {"id":3,"error":{"code":-32600}}
---
# Unknown: an error for requests, silence for notifications, also for those that begin with a dollar.
{"jsonrpc":"2.0","id":4,"method":"$/unknown"}
---
expect {"id":4,"error":{"code":-32601}}
---
{"jsonrpc":"2.0","method":"$/unknown","params":[]}
---
{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":77}}
---
{"jsonrpc":"2.0","id":99,"result":{"nobody":"asked"}}
---
expect nothing
---
{"jsonrpc":"2.0","id":5,"method":"shutdown","params":null}
---
expect {"id":5,"result":null}
---
{"jsonrpc":"2.0","id":6,"method":"shutdown"}
---
expect {"id":6,"error":{"code":-32600}}
---
{"jsonrpc":"2.0","method":"exit","params":null}
---
expect closed clean
