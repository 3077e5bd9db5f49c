# What a client may have done, and what it is told of us where it takes that.
{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"capabilities":{},"initializationOptions":{"inkling":{"status":true,"refresh":true}}}}
---
expect {"id":1,"result":{"capabilities":{"executeCommandProvider":{"commands":["inkling.server.accepted","inkling.server.enable","inkling.server.disable","inkling.server.snooze","inkling.server.clearCache","inkling.server.status"]}}}}
---
{"jsonrpc":"2.0","method":"initialized","params":{}}
---
expect {"method":"inkling/status","params":{"state":"ready","source":"embedded","backend":"embedded","message":"Completions come from the embedded model."}}
---
expect nothing
---
{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///w/a.py","languageId":"python","version":1,"text":"total = compute_total(first_value, second_value)\nprint(total)\n\ntotal = compute_total(first_value, second_value)\nprint(total)\n\ntotal = compute"}}}
---
{"jsonrpc":"2.0","id":2,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///w/a.py"},"position":{"line":6,"character":15},"context":{"triggerKind":2}}}
---
expect {"id":2,"result":{"items":[{"insertText":"_total(first_value, second_value)","command":{"title":"Accepted","command":"inkling.server.accepted","arguments":[1]}}]}}
---
# Typed along: what is left is the same suggestion.
{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///w/a.py","version":2},"contentChanges":[{"range":{"start":{"line":6,"character":15},"end":{"line":6,"character":15}},"text":"_t"}]}}
---
{"jsonrpc":"2.0","id":3,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///w/a.py"},"position":{"line":6,"character":17},"context":{"triggerKind":2}}}
---
expect {"id":3,"result":{"items":[{"insertText":"otal(first_value, second_value)","command":{"arguments":[1]}}]}}
---
{"jsonrpc":"2.0","method":"inkling/didShow","params":{"id":1}}
---
{"jsonrpc":"2.0","method":"inkling/didAccept","params":{"id":"1","kind":"word","length":4}}
---
{"jsonrpc":"2.0","id":4,"method":"workspace/executeCommand","params":{"command":"inkling.server.accepted","arguments":[1]}}
---
expect {"id":4,"result":null}
---
# A language is turned off: told, and nothing is offered in it.
{"jsonrpc":"2.0","id":5,"method":"workspace/executeCommand","params":{"command":"inkling.server.disable","arguments":[{"language":"python"}]}}
---
expect {"method":"inkling/status","params":{"state":"ready","disabledLanguages":["python"]}}
---
expect {"id":5,"result":null}
---
{"jsonrpc":"2.0","id":6,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///w/a.py"},"position":{"line":6,"character":17},"context":{"triggerKind":1}}}
---
expect {"id":6,"result":{"items":[]}}
---
{"jsonrpc":"2.0","id":7,"method":"workspace/executeCommand","params":{"command":"inkling.server.enable","arguments":[{"language":"python"}]}}
---
expect {"method":"inkling/status","params":{"state":"ready"}}
---
expect {"id":7,"result":null}
---
# There is something again at the place that was asked about.
expect {"method":"inkling/refresh","params":{"uri":"file:///w/a.py","version":2,"position":{"line":6,"character":17}}}
---
# Mistakes are told as what they are.
burst
{"jsonrpc":"2.0","id":8,"method":"workspace/executeCommand","params":{"command":"inkling.server.snoze"}}
{"jsonrpc":"2.0","id":9,"method":"workspace/executeCommand","params":{"command":"inkling.server.snooze","arguments":["a while"]}}
{"jsonrpc":"2.0","method":"inkling/didAccept","params":{"id":1,"kind":"most of it"}}
---
expect {"id":8,"error":{"code":-32602,"message":"unknown command: inkling.server.snoze; did you mean inkling.server.snooze?"}}
---
expect {"id":9,"error":{"code":-32602,"message":"params.arguments[0]: expected an integer from 0 to 1440 (minutes)"}}
---
expect nothing
---
{"jsonrpc":"2.0","id":10,"method":"workspace/executeCommand","params":{"command":"inkling.server.snooze","arguments":[30]}}
---
expect {"method":"inkling/status","params":{"state":"snoozed","source":"none","snoozedUntil":"<any>"}}
---
expect {"id":10,"result":null}
---
{"jsonrpc":"2.0","id":11,"method":"workspace/executeCommand","params":{"command":"inkling.server.status"}}
---
expect {"id":11,"result":{"state":"snoozed","backend":"embedded"}}
