#pragma once
// A person at an editor: types a script in bursts, errs, pastes, moves, accepts, undoes, and sends
// what that kind of editor sends, when it sends it. Holds its own text as a plain string, and what
// it shows.

#include "engine/actions.hpp"
#include "messages.hpp"
#include "parameters.hpp"
#include "rng.hpp"
#include "world.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace inkling::simulation {

enum class Client : std::uint8_t {
  vscode,    ///< cancel, 0.5 to 1 ms later the change, 34 ms later the request
  neovim,    ///< never cancels; requests 150 to 200 ms after the last change
  raw,       ///< change and request in one go
  careless,  ///< cancels ids that are answered already, twice, or at random
  selecting, ///< as vscode, with a completion list open
  plugin,    ///< as raw, and asks again when told that there is more
  rare,      ///< asks once in a while
  silent,    ///< never asks
};

/// What all actors of a run share.
struct Shared {
  World world;
  IdSource<SessionId> sessions;
  IdSource<DocumentId> documents;
  IdSource<TicketId> tickets;
  std::size_t keys_left = 0;
  std::uint32_t features = kAllFeatures;
  std::function<void(Message)> send; ///< to the hub, in order

  bool has(Feature feature) const { return (features & feature) != 0; }
};

class SimEditor {
public:
  SimEditor(Shared& shared, Rng rng, Client client);

  void start();
  /// `version`: changes of the document that the hub had applied when it answered.
  void on_answer(const engine::Answer& answer, std::size_t version);
  void on_refresh(const engine::Refresh& refresh);
  /// Closes everything, whatever waits.
  void close_all();

  /// What this person means to type next at the end of what is written; empty for others'
  /// documents.
  std::string upcoming(DocumentId document) const;
  /// The text as this editor has it; null for others' documents.
  const std::string* text_of(DocumentId document) const;

private:
  /// Who makes a change: the editor asks after those of a key, and keeps those of a tool to
  /// itself.
  enum class By : std::uint8_t { key, undo, tool };

  struct Shown {
    SuggestionId suggestion;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
  };

  struct Document {
    DocumentId id;
    std::string text;
    std::size_t cursor = 0;
    std::string line_ending;
    std::string script;
    std::size_t script_at = 0;
    std::size_t version = 0; ///< changes sent
    bool excluded = false;
    bool disabled = false;
    bool may_leave = true;
    engine::OfferRules rules;
    bool lost = false; ///< the hub no longer knows the text
    std::optional<TicketId> pending;
    std::optional<Shown> shown;
    std::vector<std::vector<Splice>> undo;
  };

  // sim_editor.cpp: the person
  void act();
  void choose();
  Duration pause();
  void type_script();
  void type_key();
  void type_along();
  void make_typo();
  void backspace(std::size_t keys);
  void paste();
  void move();
  void accept();
  void undo();
  void edit_elsewhere();
  void edit_many();
  void replace_whole();
  void lose_sync();
  void invoke();
  void change_access();
  void use_another_document();
  void reopen();

  // sim_events.cpp: what else happens at a desk
  void dismiss();
  void format();
  void let_agent_edit();
  void agent_edits(DocumentId id, std::size_t place, std::size_t left);
  void snooze();
  void clear_memory();
  void change_rules();
  void tell_shown(DocumentId document, SuggestionId suggestion);
  void tell_accepted(DocumentId document, const Shown& shown, std::size_t bytes);
  void send_access(const Document& document);

  // sim_client.cpp: the editor
  void open();
  void close(std::size_t index);
  void press(std::vector<Splice> splices, std::size_t cursor);
  void apply_and_send(DocumentId id, std::vector<Splice> splices, std::size_t cursor, By by);
  void plan_request(Document& document);
  void request(DocumentId id, engine::Trigger trigger);
  std::optional<engine::SelectedCompletion> selected_entry(const Document& document);
  void cancel(Document& document);
  void follow_shown(Document& document, const std::vector<Splice>& splices);
  static engine::Availability availability_of(const Document& document);
  Document& active() { return documents_[active_]; }
  Document* find(DocumentId id);
  void insert(std::string text);

  Shared& shared_;
  Rng rng_;
  Client client_;
  SessionId session_;
  std::vector<Document> documents_;
  std::size_t active_ = 0;
  std::deque<std::function<void()>> plan_;              ///< key presses of the burst under way
  std::vector<std::pair<DocumentId, TicketId>> recent_; ///< requests a careless client may cancel
  std::uint64_t quiet_ = 0; ///< counts whatever makes a planned request pointless
  bool eager_ = false;      ///< takes most of what is shown, and whole
  bool stopped_ = false;
};

} // namespace inkling::simulation
