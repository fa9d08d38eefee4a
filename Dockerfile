# The hub on the embedded log. Node runs the TypeScript as it is; only the web UI is built.
# Not built here: no image registry was at hand when this was written.
FROM node:26-slim AS base
# Node 25 and later are linked against libatomic, which slim images leave out.
RUN apt-get update && apt-get install -y --no-install-recommends libatomic1 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM base AS web
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY vite.config.ts tsconfig.json ./
COPY web web
# The browser's code takes types from the server's; the build needs the files to be there.
COPY events events
COPY projections projections
COPY src src
RUN npx vite build

FROM base
ENV NODE_ENV=production HUB_HOST=0.0.0.0 HUB_DATA=/data PORT=3000
# Optional dependencies stay for the KurrentDB client; the image brings Node 26 itself, so the packaged one goes.
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node
COPY events events
COPY projections projections
COPY src src
COPY --from=web /app/web/dist web/dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# No shell and no npm in between: signals reach the hub, which stops in order.
CMD ["node", "--disable-warning=ExperimentalWarning", "src/main.ts"]
