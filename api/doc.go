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
//	@description
//	@description	**Requests** are strict: an unknown, doubled or null member and an unknown query parameter are errors. **Replies** are open: take new members, and new values where a list of values is given, in your stride. HEAD works wherever GET does.
//	@description
//	@description	**Errors** are `application/problem+json` (RFC 9457) whatever Accept says. They name everything that is wrong at once (of a body that is no JSON, what is wrong up to there), each with a pointer, parameter or header, a stable code and how to mend it.
//	@description
//	@description	**X-Request-Id** is on every reply: yours, if you send 1 to 128 letters, digits, dots, underscores and hyphens, else a new one. It is also the instance of a problem.
//	@contact.name	The maintainers of Rolewright
//	@license.name	Apache-2.0
//	@license.url	https://www.apache.org/licenses/LICENSE-2.0
//	@BasePath		/v1
//	@tag.name		ads
//	@tag.description	Make job ads, and see in which formats and layouts.
//	@tag.name		catalog
//	@tag.description	What ads are made from: roles, their families and levels.
//	@tag.name		review
//	@tag.description	Review the text of any ad, and see what the law of a place asks for.
//	@tag.name		hiring
//	@tag.description	Tell roles apart, and see whom to hire.
//	@tag.name		operation
//	@tag.description	Probes for those who run the server. They stand outside of /v1.
package api
