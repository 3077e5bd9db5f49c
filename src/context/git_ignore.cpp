#include "context/git_ignore.hpp"

#include "base/log.hpp"

#include <climits>
#include <cstdlib>
#include <git2.h>

#if !defined(INKLING_LIBGIT2_LINKED)
#include <dlfcn.h>
#endif

namespace inkling::context {

/// The functions we use, with the types of the header we were compiled with.
struct GitLibrary::Functions {
  decltype(&git_libgit2_init) init = nullptr;
  decltype(&git_libgit2_shutdown) shutdown = nullptr;
  decltype(&git_repository_open_ext) open = nullptr;
  decltype(&git_repository_workdir) workdir = nullptr;
  decltype(&git_repository_free) free = nullptr;
  decltype(&git_ignore_path_is_ignored) is_ignored = nullptr;
};

namespace {

#if defined(INKLING_LIBGIT2_LINKED)

bool load(GitLibrary::Functions& functions) {
  functions = {&git_libgit2_init,       &git_libgit2_shutdown, &git_repository_open_ext,
               &git_repository_workdir, &git_repository_free,  &git_ignore_path_is_ignored};
  return true;
}

#else

template<class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

/// The library stays loaded: it keeps thread-local state that must not lose its code.
bool load(GitLibrary::Functions& functions) {
  void* library = dlopen(INKLING_LIBGIT2_SONAME, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  return library != nullptr && find(library, "git_libgit2_init", functions.init) &&
         find(library, "git_libgit2_shutdown", functions.shutdown) &&
         find(library, "git_repository_open_ext", functions.open) &&
         find(library, "git_repository_workdir", functions.workdir) &&
         find(library, "git_repository_free", functions.free) &&
         find(library, "git_ignore_path_is_ignored", functions.is_ignored);
}

#endif

std::string with_slash(std::string path) {
  if (path.empty() || path.back() != '/') path += '/';
  return path;
}

/// libgit2 resolves symbolic links in the paths it reports; so must we to compare with them.
std::string resolved(const std::string& path) {
  char* real = ::realpath(path.c_str(), nullptr);
  if (real == nullptr) return path;
  std::string result(real);
  std::free(real);
  return result;
}

} // namespace

GitLibrary::GitLibrary() {
  auto functions = std::make_unique<Functions>();
  if (!load(*functions) || functions->init() < 0) {
    log::warn("libgit2 cannot be loaded: ignore rules are not known, only built-in ones are used");
    return;
  }
  functions_ = std::move(functions);
}

GitLibrary::~GitLibrary() {
  if (functions_) functions_->shutdown();
}

const GitLibrary& LazyGitLibrary::get() {
  if (!library_) library_ = std::make_unique<GitLibrary>();
  return *library_;
}

GitIgnore::GitIgnore(const GitLibrary& library, const std::string& folder)
    : library_(library), folder_(with_slash(folder)) {
  if (!library_.available()) return;
  git_repository* repository = nullptr;
  const int code = library_.functions().open(&repository, folder.c_str(), 0, nullptr);
  if (code == GIT_EOWNER) {
    log::warn("repository belongs to another user: its ignore rules are not read",
              {{"folder", folder}});
  }
  readable_ = code == 0 || code == GIT_EOWNER || code == GIT_ENOTFOUND;
  if (!readable_) {
    log::warn("a repository cannot be read: what it ignores is not known", {{"folder", folder}});
  }
  if (code != 0) return;
  const char* root = library_.functions().workdir(repository);
  const std::string real = with_slash(resolved(folder));
  if (root == nullptr || !real.starts_with(root)) { // a bare repository
    library_.functions().free(repository);
    return;
  }
  repository_ = repository;
  root_ = root;
  folder_below_root_ = real.substr(root_.size());
}

GitIgnore::~GitIgnore() {
  if (repository_) library_.functions().free(static_cast<git_repository*>(repository_));
}

bool GitIgnore::is_ignored(const std::string& path) const {
  if (!repository_ || !path.starts_with(folder_)) return false;
  const std::string below = folder_below_root_ + path.substr(folder_.size());
  int ignored = 0;
  auto* repository = static_cast<git_repository*>(repository_);
  return library_.functions().is_ignored(&ignored, repository, below.c_str()) != 0 || ignored != 0;
}

} // namespace inkling::context
