import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * The signed-in application. The hub serves `web/dist` under `/app/`; public pages are not built here.
 *
 * There are no hand-kept chunks: each route is a dynamic import, so the editor and the charts are only
 * fetched by those who open them. Nothing is inlined as `data:`, which the Content-Security-Policy refuses for fonts. `manifest` tells the hub the hashed names of the entry's files.
 */
export default defineConfig({
  root: 'web',
  base: '/app/',
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, manifest: true, assetsInlineLimit: 0 },
})
