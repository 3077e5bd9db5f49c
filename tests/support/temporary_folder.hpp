#pragma once
// A folder that is gone when the test is over.

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <stdlib.h>
#include <string>
#include <string_view>

class TemporaryFolder {
public:
  TemporaryFolder() {
    path_ = (std::filesystem::temp_directory_path() / "inkling-XXXXXX").string();
    if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = std::filesystem::canonical(path_).string();
  }
  ~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

  void write(const std::string& below, std::string_view content) const {
    const std::filesystem::path file = std::filesystem::path(path_) / below;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
  }
  void remove(const std::string& below) const { std::filesystem::remove(path_ + '/' + below); }

  /// An empty git repository, as `git init` would make it.
  void make_repository() const {
    write(".git/HEAD", "ref: refs/heads/main\n");
    write(".git/config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n");
    std::filesystem::create_directories(path_ + "/.git/objects");
    std::filesystem::create_directories(path_ + "/.git/refs");
  }

private:
  std::string path_;
};
