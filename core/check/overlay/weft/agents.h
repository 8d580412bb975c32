// weft/agents.h in checked programs.
#error "weft/agents.h has no model in the checker: such programs run on real threads only (weft run)"
