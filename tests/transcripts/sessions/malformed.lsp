# Malformed input is answered with an error, and the next message works.
raw
Content-Length: 5\r\n\r\n{"a":
---
expect {"id":null,"error":{"code":-32700}}
---
raw
Content-Length: 0\r\n\r\n
---
expect {"id":null,"error":{"code":-32700}}
---
raw
content-type: application/vscode-jsonrpc; charset=utf8\r\nX-Whatever: 1\r\ncONTENT-lENGTH :  10  \r\n\r\n{"x":"\xff\xfe"}
---
expect {"id":null,"error":{"code":-32700}}
---
[{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}]
---
expect {"id":null,"error":{"code":-32600}}
---
{"jsonrpc":"2.0","id":{},"method":"initialize","params":{}}
---
expect {"id":null,"error":{"code":-32600}}
---
{"jsonrpc":"2.0","id":7,"method":"initialize","params":7}
---
expect {"id":7,"error":{"code":-32600}}
---
{"jsonrpc":"2.0","id":8,"method":"initialize","params":{"capabilities":{}}}
---
expect {"id":8,"result":"<any>"}
---
raw
no colon here\r\n\r\n
---
expect {"id":null,"error":"<any>"}
---
expect closed not clean
