// The compiler's flags for checked modules, one a line: what the runtime is built with for tests/verify is
// what `weft check` uses, whatever that is.
#include <iostream>

#include "compile/compiler.h"

int main() {
  const weft::Result<weft::Compiler> compiler = weft::find_compiler("");
  if (!compiler) {
    std::cerr << compiler.error() << '\n';
    return 1;
  }
  for (const std::string& flag : compiler.value().flags(weft::Flavour::checked)) std::cout << flag << '\n';
}
