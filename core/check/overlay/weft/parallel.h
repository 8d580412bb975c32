// weft/parallel.h in checked programs.
#error "weft/parallel.h has no model in the checker: such programs run on real threads only (weft run)"
