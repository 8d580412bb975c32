// weft/select.h in checked programs.
#error "weft/select.h has no model in the checker: such programs run on real threads only (weft run)"
