// weft/actor.h in checked programs.
#error "weft/actor.h has no model in the checker: such programs run on real threads only (weft run)"
