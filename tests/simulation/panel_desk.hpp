#pragma once
// A person of the panel at an editor: writes the story, and sends what that kind of editor sends,
// when it sends it. Books what every key press got.

#include "engine/actions.hpp"
#include "engine/events.hpp"
#include "panel_ledger.hpp"
#include "panel_scene.hpp"
#include "panel_story.hpp"
#include "world.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace inkling::simulation {

class Desk {
public:
  /// Everything that is sent at one instant, in order.
  using Send = std::function<void(std::vector<engine::Event>)>;

  /// `number` names the session and the document; `before` is what stands above the cursor.
  Desk(World& world, const Scene& scene, const Story& story, std::size_t number,
       const text::Rope& before, Ledger& ledger, IdSource<TicketId>& tickets, Send send);

  void start();
  void on(const engine::Answer& answer);
  void on(const engine::Refresh& refresh);

  DocumentId document() const { return document_; }
  const Story& story() const { return story_; }
  const text::Rope& text() const { return text_; }
  bool waits() const { return pending_.has_value(); }
  /// The place in the story of a text of this document with the cursor at `offset`; nothing where
  /// the text is none that the person will ever have.
  std::optional<std::size_t> place_of(const text::Rope& text, std::size_t offset) const;

private:
  struct Key {
    Instant pressed;
    bool shown = false;
    std::optional<Duration> right;
  };
  struct Shown {
    SuggestionId suggestion;
    std::string text;
    Instant since;
  };

  void press();
  void plan_next();
  bool accept();
  void write(std::string text, std::optional<SuggestionId> accepted);
  void change(const std::string& text, std::optional<SuggestionId> accepted);
  void plan_request();
  engine::Event request();
  void close_key();
  bool is_right(std::string_view text) const;

  World& world_;
  const Scene& scene_;
  const Story& story_;
  std::size_t person_;
  SessionId session_;
  DocumentId document_;
  Ledger& ledger_;
  IdSource<TicketId>& tickets_;
  Send send_;
  std::size_t begin_; ///< of the story, in the document
  text::Rope text_;
  std::size_t at_ = 0; ///< what of the story is written
  std::optional<TicketId> pending_;
  std::optional<Shown> shown_;
  std::optional<Key> key_;
  std::uint64_t changes_ = 0;
};

} // namespace inkling::simulation
