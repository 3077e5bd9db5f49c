# What an editor that is not trusted may say about configuration: it narrows, and it chooses no backend.
{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{"workspace":{"configuration":true,"didChangeConfiguration":{"dynamicRegistration":true}}},
 "initializationOptions":{"inkling":{"backend":"evil","backends":{"evil":{"base_url":"http://evil.example/"}},
 "completion":{"languages_disabled":["markdown"],"debounce_ms":"soon"},"privacy":{"exclude":["*.secret.cpp"]}}}}}
---
expect {"id":1,"result":"<any>"}
---
expect nothing
---
{"jsonrpc":"2.0","method":"initialized","params":{}}
---
expect {"id":"inkling/1","method":"client/registerCapability","params":{"registrations":[{"method":"workspace/didChangeConfiguration","registerOptions":{"section":"inkling"}}]}}
---
expect {"id":"inkling/2","method":"workspace/configuration","params":{"items":[{"section":"inkling"}]}}
---
{"jsonrpc":"2.0","id":"inkling/1","result":null}
---
# A mistake in what may only narrow is told; what is merely not theirs to say is not.
{"jsonrpc":"2.0","id":"inkling/2","result":[{"completion":{"deadline_ms":1}}]}
---
expect {"method":"window/showMessage","params":{"type":2,"message":"inkling: mistakes in the configuration\nclient (settings): completion.deadline_ms: expected integer from 50 to 60000 (ms)"}}
---
expect nothing
---
burst
{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.cpp","languageId":"cpp","version":1,"text":"total = compute_total(first)\nprint(total)\n\ntotal = compute_total(first)\nprint(total)\n\ntotal = compute"}}}
{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.md","languageId":"markdown","version":1,"text":"summary = summary_of_summary(first)\nprint(summary)\n\nsummary = summary_of_summary(first)\nprint(summary)\n\nsummary = summary_of"}}}
{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.secret.cpp","languageId":"cpp","version":1,"text":"password = password_of_password(first)\nprint(password)\n\npassword = password_of_password(first)\nprint(password)\n\npassword = password_of"}}}
{"jsonrpc":"2.0","id":2,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///a.cpp"},"position":{"line":6,"character":15},"context":{"triggerKind":1}}}
{"jsonrpc":"2.0","id":3,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///a.md"},"position":{"line":6,"character":20},"context":{"triggerKind":1}}}
{"jsonrpc":"2.0","id":4,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///a.secret.cpp"},"position":{"line":6,"character":22},"context":{"triggerKind":1}}}
---
# Where nothing may be offered, nobody is asked, and the answer is there first.
expect {"id":3,"result":{"items":[]}}
---
expect {"id":4,"result":{"items":[]}}
---
expect {"id":2,"result":{"items":[{"insertText":"_total(first)"}]}}
---
# The person turns it off: asked for, because the message does not say what has changed.
{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":null}}
---
expect {"id":"inkling/3","method":"workspace/configuration"}
---
{"jsonrpc":"2.0","id":"inkling/3","result":[{"completion":{"enabled":false}}]}
---
{"jsonrpc":"2.0","id":5,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///a.cpp"},"position":{"line":6,"character":15},"context":{"triggerKind":1}}}
---
expect {"id":5,"result":{"items":[]}}
---
expect nothing
