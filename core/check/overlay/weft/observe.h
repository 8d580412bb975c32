// weft/observe.h in checked programs.
#error "weft/observe.h has no model in the checker: such programs run on real threads only (weft run)"
