#include "bench/figures.hpp"

namespace inkling::harness {

void Figures::add(const Figures& other) {
  for (const auto count : {&Figures::keys,
                           &Figures::asked,
                           &Figures::shown,
                           &Figures::right,
                           &Figures::texts,
                           &Figures::texts_right,
                           &Figures::cancelled,
                           &Figures::failed,
                           &Figures::unanswered,
                           &Figures::adopted,
                           &Figures::uncancelled,
                           &Figures::requests,
                           &Figures::connections,
                           &Figures::tokens_generated,
                           &Figures::tokens_used,
                           &Figures::tokens_wasted,
                           &Figures::speculated,
                           &Figures::tokens_speculated,
                           &Figures::tokens_speculated_used,
                           &Figures::accepted,
                           &Figures::keys_spared,
                           &Figures::after_accept_asked})
    this->*count += other.*count;
  for (const auto samples : {&Figures::response, &Figures::up, &Figures::down, &Figures::added,
                             &Figures::local, &Figures::memory, &Figures::wait, &Figures::saved,
                             &Figures::cancel, &Figures::startup, &Figures::after_accept})
    (this->*samples).add(other.*samples);
  cpu_s += other.cpu_s;
  peak_rss_mb = std::max(peak_rss_mb, other.peak_rss_mb);
}

} // namespace inkling::harness
