import { defineConfig } from 'vitest/config'

// `npx vitest` takes Node from node_modules/.bin; an older one would fail later and less clearly.
if (Number.parseInt(process.versions.node, 10) < 26) {
  throw new Error(
    `The tests need Node 26, this is ${process.version}: use \`npm test\` or \`npx vitest run\`.`,
  )
}

/**
 * Five kinds of test. `npm test` runs all but `soak`; `npm run check` runs `unit`, `contract` and the boot test.
 *
 * Each file has a process of its own (`forks`): a test that leaves a worker thread, an open database or a
 * listening socket behind cannot disturb the next one.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    environment: 'node',
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{src,events,projections}/**/*.test.ts',
            'web/**/*.test.{ts,tsx}',
            'scripts/**/*.test.mjs',
            'test/*.test.ts',
            'test/{fuzz,support}/**/*.test.ts',
          ],
          exclude: ['test/boot.test.ts', 'test/fixtures/**', 'web/dist/**', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: { name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: 20_000 },
      },
      {
        extends: true,
        test: {
          name: 'flow',
          include: ['test/flow/**/*.test.ts', 'test/boot.test.ts'],
          // A real hub is started: on two busy cores that alone may take seconds.
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          // One Chromium and one hub at a time: two of each starve one another on a small machine.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'soak',
          include: ['test/soak/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 3_600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
