# Columns count UTF-16 units, lines end with CRLF, and nothing is offered beyond the line's end.
{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}
---
expect {"id":1,"result":{"capabilities":{"positionEncoding":"utf-16"}}}
---
{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"untitled:Untitled-1","languageId":"javascript","version":1,"text":"show(\"😀\", render_everything(now));\r\nshow(\"😀\", render_everything(now));\r\nshow(\"😀\", render_\r\n"}}}
---
{"jsonrpc":"2.0","id":2,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"untitled:Untitled-1"},"position":{"line":2,"character":18},"context":{"triggerKind":2}}}
---
expect {"id":2,"result":{"items":[{"insertText":"everything(now));","range":{"start":{"line":2,"character":18},"end":{"line":2,"character":18}}}]}}
---
# A column beyond the line's end is the line's end, before the CRLF.
{"jsonrpc":"2.0","id":3,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"untitled:Untitled-1"},"position":{"line":2,"character":400},"context":{"triggerKind":1}}}
---
expect {"id":3,"result":{"items":[{"insertText":"everything(now));","range":{"start":{"line":2,"character":18},"end":{"line":2,"character":18}}}]}}
