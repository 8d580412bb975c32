// The bytes of an ELF shared object for this machine, before the dynamic linker sees them.
// Source: System V ABI, chapter 5 (dynamic section); all offsets are checked against the file's size.
#pragma once

#include <elf.h>
#include <link.h>

#include <cstdint>
#include <string>
#include <vector>

#include "contract/result.h"

namespace weft {

class ElfImage {
 public:
  static Result<ElfImage> read(const std::string& path);

  // Addresses (relative to the load address) of what the dynamic linker would call, in order. They are also
  // removed from the dynamic section: whoever loads the image must call them. Init arrays are given as their
  // place in memory, to be read after relocation.
  struct Initialisers {
    std::uintptr_t init = 0;  // a function
    std::uintptr_t array = 0;
    std::size_t count = 0;
  };
  Initialisers take_initialisers();

  std::vector<std::string> undefined_symbols() const;
  const std::vector<unsigned char>& bytes() const { return bytes_; }

 private:
  std::vector<ElfW(Dyn) *> dynamic_entries();
  template <class T>
  const T* at(std::size_t offset, std::size_t count = 1) const;

  std::vector<unsigned char> bytes_;
};

}  // namespace weft
