"""How the daemon starts, and above all how it ends."""

import signal
import subprocess
import time
import unittest

from lsp_client import Server, eventually


class Handshake(unittest.TestCase):
    def test_initialize_announces_inline_completion_and_its_own_name(self):
        with Server() as server:
            result = server.initialize()
        self.assertTrue(result["capabilities"]["inlineCompletionProvider"])
        self.assertEqual(result["capabilities"].get("positionEncoding", "utf-16"), "utf-16")
        self.assertEqual(result["serverInfo"]["name"], "inkling")

    def test_a_request_before_initialize_is_refused_and_the_next_one_works(self):
        with Server() as server:
            early = server.reply(server.ask("textDocument/inlineCompletion"))
            self.assertEqual(early["error"]["code"], -32002)
            server.initialize()

    def test_an_argument_of_other_clients_is_accepted(self):
        with Server("--stdio") as server:
            server.initialize()


class Exit(unittest.TestCase):
    def test_shutdown_then_exit_is_0(self):
        with Server() as server:
            server.initialize()
            self.assertIsNone(server.call("shutdown"))
            server.notify("exit")
            self.assertEqual(server.exit_code(2), 0)

    def test_exit_without_shutdown_is_1(self):
        with Server() as server:
            server.initialize()
            server.notify("exit")
            self.assertEqual(server.exit_code(2), 1)

    def test_exit_before_initialize_is_1(self):
        with Server() as server:
            server.notify("exit")
            self.assertEqual(server.exit_code(2), 1)

    def test_the_end_of_input_without_shutdown_is_1(self):
        with Server() as server:
            server.initialize()
            server.process.stdin.close()
            self.assertEqual(server.exit_code(2), 1)

    def test_the_end_of_input_after_shutdown_is_0(self):
        with Server() as server:
            server.initialize()
            server.call("shutdown")
            server.process.stdin.close()
            self.assertEqual(server.exit_code(2), 0)

    def test_the_end_of_input_in_the_middle_of_a_frame_is_1(self):
        with Server() as server:
            server.initialize()
            server.writer.write(b"Content-Length: 100\r\n\r\n{")
            server.process.stdin.close()
            self.assertEqual(server.exit_code(2), 1)

    def test_sigterm_and_sigint_end_it_within_a_second(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name), Server() as server:
                server.initialize()
                server.process.send_signal(number)
                self.assertIn(server.exit_code(1), {0, 1, 128 + number, -number})

    def test_sigterm_before_initialize_ends_it_within_a_second(self):
        with Server() as server:
            # The reply proves that signal handlers are in place; a signal before is the kernel's affair.
            server.reply(server.ask("textDocument/inlineCompletion"))
            server.process.terminate()
            self.assertIn(server.exit_code(1), {0, 1, 143, -15})


class Editor:
    """A process that stands for the editor and dies when told."""

    def __enter__(self):
        self.process = subprocess.Popen(["sleep", "600"])
        return self

    def die(self):
        self.process.kill()
        self.process.wait()

    def __exit__(self, *_):
        self.die()


class EditorDeath(unittest.TestCase):
    def test_the_death_of_process_id_ends_it_with_stdin_still_open(self):
        with Editor() as editor, Server() as server:
            server.initialize(process_id=editor.process.pid)
            editor.die()
            server.exit_code(2)

    def test_the_death_of_client_process_id_ends_it_before_any_message(self):
        with Editor() as editor, Server(f"--clientProcessId={editor.process.pid}") as server:
            server.reply(server.ask("textDocument/inlineCompletion"))
            editor.die()
            server.exit_code(2)

    def test_a_process_id_of_another_namespace_is_not_taken_for_a_death(self):
        with Editor() as editor, Server() as server:
            editor.die()  # as unknown to the daemon as a number from outside its container
            server.initialize(process_id=editor.process.pid)
            begin = time.monotonic()
            eventually(lambda: time.monotonic() - begin > 2.2, "two looks at the process id")
            self.assertIsNone(server.process.poll())
            server.call("shutdown")


if __name__ == "__main__":
    unittest.main()
