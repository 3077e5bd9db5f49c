// Tests in the extension host that prove the rig: the real API is there, and so is the stub.
const assert = require('node:assert/strict');
const vscode = require('vscode');

exports.tests = [
  {
    name: 'the workspace is the copied fixture',
    async fn() {
      const [found] = await vscode.workspace.findFiles('shapes.py');
      assert.ok(found, 'shapes.py is in the workspace');
    },
  },
  {
    name: 'the extension under test is there and can be activated',
    async fn() {
      const extension = vscode.extensions.getExtension('inkling-tests.stub');
      assert.ok(extension);
      await extension.activate();
      assert.ok(extension.isActive);
    },
  },
];
