#pragma once
// The promises about speed and size, one function each (docs/PERFORMANCE.md). Called by main.cpp.

#include "table.hpp"

#include <cstddef>
#include <string>

namespace inkling::bench {

struct Setting {
  bool smoke = false;    ///< only see whether everything runs
  std::string daemon;    ///< path of inkling
  std::string echo;      ///< path of the program that answers messages of equal size
  std::string empty;     ///< path of the program that does nothing
  std::string sources;   ///< folder whose files are typed and indexed
  std::string workspace; ///< a large folder, to be indexed while somebody types

  std::size_t rounds(std::size_t full, std::size_t smoke_rounds) const {
    return smoke ? smoke_rounds : full;
  }
};

/// An answered key inside one process: message read → reply written.
void measure_answers(const Setting& setting, Table& table);
/// The same over pipes, beside a program that only echoes.
void measure_pipe(const Setting& setting, Table& table);
/// From before the fork until the reply to initialize has been read; memory then.
void measure_startup(const Setting& setting, Table& table);
/// One-character changes in the middle of large documents.
void measure_changes(const Setting& setting, Table& table);
/// didOpen of a large document.
void measure_open(const Setting& setting, Table& table);
/// Answers while the daemon has other things to do.
void measure_busy(const Setting& setting, Table& table);

} // namespace inkling::bench
