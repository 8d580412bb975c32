// weft/supervisor.h in checked programs.
#error "weft/supervisor.h has no model in the checker: such programs run on real threads only (weft run)"
