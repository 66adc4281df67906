package api

import (
	"net"
	"net/http"
	"net/netip"

	"github.com/labstack/echo/v4"
)

// route is every path there is. A HEAD goes with each GET.
func (s *server) route(e *echo.Echo) {
	get := func(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) {
		e.Match([]string{http.MethodGet, http.MethodHead}, path, h, m...)
	}
	e.POST("/v1/generate", s.generate)
	e.POST("/v1/generate/batch", s.generateBatch)
	e.POST("/v1/review", s.review)
	e.POST("/v1/review/fix", s.fix, noQuery)
	e.POST("/v1/advise", s.advise, noQuery)
	get("/v1/compare", s.compare)
	get("/v1/roles", s.listRoles)
	get("/v1/roles/:slug", s.getRole, noQuery)
	get("/v1/resolve", s.resolveTitle)
	get("/v1/families", s.listFamilies, noQuery)
	get("/v1/levels", s.listLevels, noQuery)
	get("/v1/templates", s.listTemplates, noQuery)
	get("/v1/formats", s.listFormats, noQuery)
	get("/v1/jurisdictions", s.listJurisdictions)
	get("/v1/catalog", s.getCatalog, noQuery)

	get("/openapi.json", s.doc("openapi.json"))
	get("/openapi.yaml", s.doc("openapi.yaml"))
	get("/roles.schema.json", s.doc("roles.schema.json"))
	get("/docs", redirect("/docs/"))
	get("/docs/", s.doc("docs/index.html"))
	get("/docs/:name", s.docFile)

	get("/", s.fixedPage("builder"))
	get("/compare", s.fixedPage("compare"))
	get("/roles", s.forPeople(s.rolesPage))
	get("/roles/:slug", s.forPeople(s.rolePage))
	get("/assets/:name", s.pageFile)
	get("/favicon.ico", redirect("/assets/icon.svg"))

	get("/livez", s.livez, noQuery)
	get("/readyz", s.readyz, noQuery)
}

func redirect(to string) echo.HandlerFunc {
	return func(c echo.Context) error { return c.Redirect(http.StatusFound, to) }
}

// ipNet is prefix in the older of the standard library's types, which Echo takes.
func ipNet(prefix netip.Prefix) *net.IPNet {
	return &net.IPNet{
		IP:   prefix.Addr().AsSlice(),
		Mask: net.CIDRMask(prefix.Bits(), prefix.Addr().BitLen()),
	}
}
