"""What of other files goes with a request, and what must not."""

import unittest

from llm_server import LlmServer
from remote import Remote, eventually

DEFINITION = "def parse_invoice(lines, currency_code):\n    return lines\n"
USE = "import invoices\n\nresult = parse_invoice("


def ask_until(daemon, llm, text, wanted):
    """Asks at the end of a document until a request carries it: what is gathered goes with the next one."""
    uri = daemon.open_new(text)

    def carried():
        llm.says("x)")
        daemon.complete(uri, text.count("\n"), len(text.rsplit("\n", 1)[-1]), 1)
        return any(wanted in request.body.decode() for request in llm.requests)

    return eventually(carried, "the request carries " + wanted)


class Neighbours(unittest.TestCase):
    def test_a_definition_elsewhere_in_the_workspace_goes_with_a_request(self):
        with LlmServer() as llm, Remote(llm) as daemon:
            (daemon.workspace / "invoices.py").write_text(DEFINITION)
            daemon.start()
            self.assertTrue(ask_until(daemon, llm, USE, "currency_code"))

    def test_nothing_of_elsewhere_is_sent_where_the_person_wants_none(self):
        with LlmServer() as llm, Remote(llm, completion="snippets_tokens_max = 0") as daemon:
            (daemon.workspace / "invoices.py").write_text(DEFINITION)
            daemon.start()
            self.assertFalse(ask_twice(daemon, llm, "currency_code"))

    def test_a_workspace_keeps_its_files_in(self):
        with LlmServer() as llm, Remote(llm) as daemon:
            (daemon.workspace / "invoices.py").write_text(DEFINITION)
            (daemon.workspace / "allowed.py").write_text(DEFINITION.replace("currency", "country"))
            (daemon.workspace / ".inkling.toml").write_text('privacy.exclude = ["invoices.py"]\n')
            daemon.start()
            self.assertTrue(ask_until(daemon, llm, USE, "country_code"))
            self.assertFalse(any("currency_code" in request.body.decode() for request in llm.requests))


def ask_twice(daemon, llm, wanted):
    for number in range(2):
        llm.says("x)")
        daemon.ask_at_end(f"value_{number} = parse_invoice(", 1)
    return any(wanted in request.body.decode() for request in llm.requests)


if __name__ == "__main__":
    unittest.main()
