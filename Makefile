# What there is to do with the sources of Rolewright. "make help" lists it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null)
IMAGE ?= rolewright
# A number of inputs rather than a time: when a time runs out, go test -fuzz may call that a failure ("context deadline
# exceeded", https://go.dev/issue/75804). A time may be used again from Go 1.27 on.
FUZZTIME ?= 2000x
CHECKS ?= 1000

# Tools are installed on demand, each in a folder named for its version, so that another version is another target.
GOLANGCI_LINT_VERSION := v2.15.0
GOLANGCI_LINT := bin/golangci-lint-$(GOLANGCI_LINT_VERSION)/golangci-lint
DOCKERFILE_UTILS_VERSION := 0.16.3
DOCKERFILE_UTILS := bin/dockerfile-utils-$(DOCKERFILE_UTILS_VERSION)/node_modules/.bin/dockerfile-utils
NODE_MODULES := e2e/node_modules/.installed
ALEX := e2e/accuracy/node_modules/.installed

.PHONY: help
help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: build
build: ## Build bin/rolewright
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/rolewright .

.PHONY: run
run: ## Serve on http://127.0.0.1:8080
	go run .

.PHONY: test
test: ## Run the tests with the race detector, but for packages that do one thing at a time
	go test -race -short $$(go list ./... | grep -vE '/internal/(config|contract|golden|jobad|law|loadtest|openapi|rolesschema|rulespage|wording)$$')

.PHONY: fuzz
fuzz: ## Run each fuzz target on FUZZTIME inputs (2000x)
	@go list -f '{{.Dir}}' ./... | while read -r dir; do \
	  files=$$(find "$$dir" -maxdepth 1 -name '*_test.go'); \
	  [[ -n $$files ]] || continue; \
	  names=$$(xargs grep -hoE '^func Fuzz[[:alnum:]_]*' <<<"$$files" | cut -d' ' -f2 || true); \
	  for name in $$names; do \
	    echo "--- $$name in $${dir#$(CURDIR)/}"; \
	    go test -run='^$$' -fuzz="^$$name\$$" -fuzztime=$(FUZZTIME) "$$dir" </dev/null; \
	  done; \
	done

.PHONY: properties
properties: ## Check the properties on CHECKS inputs (1000) that the tests do not try
	@files=$$(grep -rlF 'property.Check(' --include='*_test.go' .); \
	names=$$(xargs awk '/^func Test/ {name = $$2; sub(/\(.*/, "", name)} /property\.Check\(/ {print name}' <<<"$$files" | paste -sd'|'); \
	go test $$(xargs -n1 dirname <<<"$$files" | sort -u) -run="^($$names)\$$" \
	  -rapid.seed=$$((RANDOM * 32768 + RANDOM + 1)) -rapid.checks=$(CHECKS)

.PHONY: bench
bench: ## Measure the parts, the start, then the server against a handler that does nothing
	go test -run='^$$' -bench=. -benchmem ./...
	go run ./internal/loadtest

.PHONY: accuracy
accuracy: $(ALEX) ## Measure the review on labelled sentences, beside alex, and how titles are resolved
	@mkdir -p bin
	node e2e/accuracy/run.mjs internal/review/testdata/labelled/{development,held-out}.tsv >bin/alex.json
	ROLEWRIGHT_ALEX="$(CURDIR)/bin/alex.json" go test -count=1 -v -run='^TestAccuracy' ./internal/review ./internal/catalog

.PHONY: check
check: lint vet test-plain tidy-check vendor-check lint-openapi lint-dockerfile ## Run everything that must pass before a change, but for the browser

.PHONY: test-plain
test-plain:
	go test ./...

.PHONY: vet
vet:
	go vet ./...

.PHONY: lint
lint: $(GOLANGCI_LINT) ## Check format and style of the Go code
	$(GOLANGCI_LINT) fmt --diff
	$(GOLANGCI_LINT) run ./...

.PHONY: fmt
fmt: $(GOLANGCI_LINT) ## Format the Go code
	$(GOLANGCI_LINT) fmt

.PHONY: tidy-check
tidy-check: ## Check that go.mod and go.sum are what the code needs
	go mod tidy -diff
	go mod verify

.PHONY: vendor-check
vendor-check: ## Check that the files of Swagger UI and the fonts are those of their packages
	scripts/vendor-swagger-ui.sh --check
	scripts/vendor-fonts.sh --check

.PHONY: lint-openapi
lint-openapi: $(NODE_MODULES) ## Check the OpenAPI document
	e2e/lint-openapi.sh

.PHONY: lint-dockerfile
lint-dockerfile: $(DOCKERFILE_UTILS) ## Check the Dockerfile
	$(DOCKERFILE_UTILS) lint Dockerfile

.PHONY: generate
generate: ## Make the API document, the page of rules and the schema of roles.yaml from the code
	scripts/generate.sh

.PHONY: image
image: ## Build the container image
	docker build --build-arg VERSION="$(VERSION)" --tag "$(IMAGE)" .

.PHONY: e2e
e2e: $(NODE_MODULES) chromium documents xmllint ## Try the program in a real browser, its documents in real readers, its feeds with xmllint
	CHROMIUM="$${CHROMIUM:-$$(command -v chromium || command -v chromium-browser || command -v google-chrome)}" \
	  node --test e2e/*.mjs
	ROLEWRIGHT_READERS=1 go test -count=1 -run='^TestFactsInReaders$$' ./api

.PHONY: picture
picture: $(NODE_MODULES) chromium ## Take the picture of the page that opens the README anew
	CHROMIUM="$${CHROMIUM:-$$(command -v chromium || command -v chromium-browser || command -v google-chrome)}" \
	  node e2e/support/picture.mjs docs/builder.png

.PHONY: chromium
chromium:
	@if [[ -n $${CHROMIUM:-} ]] || command -v chromium chromium-browser google-chrome >/dev/null; then \
	  :; \
	elif [[ $$(id -u) == 0 ]] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; \
	else \
	  echo "The browser tests need Chromium: install it, or name its program in CHROMIUM." >&2; exit 1; \
	fi

.PHONY: xmllint
xmllint:
	@if command -v xmllint >/dev/null; then \
	  :; \
	elif [[ $$(id -u) == 0 ]] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libxml2-utils; \
	else \
	  echo "The tests of feeds need xmllint: install libxml2-utils." >&2; exit 1; \
	fi

.PHONY: documents
documents:
	@if command -v soffice >/dev/null && command -v pdftotext >/dev/null && command -v qpdf >/dev/null; then \
	  :; \
	elif [[ $$(id -u) == 0 ]] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    libreoffice-writer-nogui poppler-utils qpdf; \
	else \
	  echo "The tests of documents need LibreOffice Writer, poppler-utils and qpdf: install them." >&2; exit 1; \
	fi

.PHONY: tools
tools: $(GOLANGCI_LINT) $(DOCKERFILE_UTILS) $(NODE_MODULES) $(ALEX) ## Install the tools that the other targets use

$(GOLANGCI_LINT):
	@mkdir -p $(@D)
	@found=$$(command -v golangci-lint || true); \
	if [[ -n $$found && v$$("$$found" version --short) == "$(GOLANGCI_LINT_VERSION)" ]]; then \
	  ln -sf "$$found" $@; \
	else \
	  set -x; \
	  GOBIN="$(CURDIR)/$(@D)" go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT_VERSION); \
	fi

$(DOCKERFILE_UTILS):
	npm install --no-audit --no-fund --prefix bin/dockerfile-utils-$(DOCKERFILE_UTILS_VERSION) \
	  dockerfile-utils@$(DOCKERFILE_UTILS_VERSION)

$(NODE_MODULES): e2e/package.json e2e/package-lock.json
	cd e2e && npm ci --no-audit --no-fund
	@touch $@

$(ALEX): e2e/accuracy/package.json e2e/accuracy/package-lock.json
	cd e2e/accuracy && npm ci --no-audit --no-fund
	@touch $@
