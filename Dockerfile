# syntax=docker/dockerfile:1

FROM golang:1.26.8 AS build
WORKDIR /src
# What the program depends on changes less often than the program, so it is a layer of its own.
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=""
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /rolewright .

FROM gcr.io/distroless/static-debian12:nonroot
ARG VERSION=""
LABEL org.opencontainers.image.title="Rolewright" \
      org.opencontainers.image.description="Job ads from short briefs, over HTTP" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}"
COPY --from=build /rolewright /rolewright
COPY --from=build /src/LICENSE /src/NOTICE /licenses/
ENV ROLEWRIGHT_ADDR=0.0.0.0:8080 \
    ROLEWRIGHT_ADMIN_ADDR=127.0.0.1:8081
EXPOSE 8080
USER nonroot
HEALTHCHECK --interval=10s --timeout=5s --start-period=5s --retries=3 CMD ["/rolewright", "health"]
ENTRYPOINT ["/rolewright"]
