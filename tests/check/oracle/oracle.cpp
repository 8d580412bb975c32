#include "check/oracle/oracle.h"

#include "check/oracle/axiomatic.h"
#include "check/oracle/axioms.h"
#include "check/oracle/sequential.h"

namespace weft::oracle {

Behaviour behaviour(const Program& program, Model model) {
  return model == Model::sc ? interleave(program).behaviour : by_axioms(program, is_consistent_in_rc11);
}

std::set<std::string> classes(const Program& program, Model model) {
  return behaviour(program, model).classes;
}

}  // namespace weft::oracle
