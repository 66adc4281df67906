// Package api is the HTTP interface of Rolewright and nothing else: it is the one package that knows Echo.
//
// A handler decodes the request, calls one function of the program and encodes the reply; it holds no rule of the
// business and does not log. Request types stand above their handlers and carry the limits that the OpenAPI document
// states. Every error is turned into a problem (RFC 9457) in one place, problem.go.
//
//	@title			Rolewright
//	@version		1
//	@description	Job ads from short briefs: deterministic, in any format, with the source of every line.
//	@description
//	@description	A brief says what you know of a job. The ad says that, and what the role catalog holds for the role at its level, and nothing else. What is missing comes back as questions.
//	@license.name	Apache-2.0
//	@license.url	https://www.apache.org/licenses/LICENSE-2.0
//	@BasePath		/v1
package api
