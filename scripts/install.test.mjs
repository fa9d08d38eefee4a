import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isInstalled } from './install.mjs'
import { fingerprint } from './web.mjs'

let root

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'trihelix-door-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path, content) {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
}

describe('an installation', () => {
  const hono = { version: '4.0.0', integrity: 'sha512-a' }
  const lock = (packages) => ({ packages })

  beforeEach(() => {
    const mac = { version: '1.0.0', integrity: 'sha512-m', optional: true }
    put('package-lock.json', lock({ '': {}, 'node_modules/hono': hono, 'node_modules/for-mac': mac }))
  })

  test('is missing before the first one, and after an interrupted one', () => {
    expect(isInstalled(root)).toBe(false)
    put('node_modules/hono/package.json', hono)
    expect(isInstalled(root)).toBe(false)
  })

  test('is there when all that this machine can use is there', () => {
    put('node_modules/.package-lock.json', lock({ 'node_modules/hono': hono }))
    expect(isInstalled(root)).toBe(true)
  })

  test('is stale when a package is missing, another version, or no longer asked for', () => {
    for (const packages of [
      {},
      { 'node_modules/hono': { ...hono, version: '3.9.0' } },
      { 'node_modules/hono': { ...hono, integrity: 'sha512-b' } },
      { 'node_modules/hono': hono, 'node_modules/left-over': hono },
    ]) {
      put('node_modules/.package-lock.json', lock(packages))
      expect(isInstalled(root)).toBe(false)
    }
  })
})

describe('the fingerprint of the web UI', () => {
  beforeEach(() => {
    put('web/main.tsx', 'a')
    put('package-lock.json', '1')
  })

  test('changes with a source, a new file and the locked packages', () => {
    const seen = new Set([fingerprint(root)])
    put('web/main.tsx', 'b')
    seen.add(fingerprint(root))
    put('web/screens/home.tsx', '首页')
    seen.add(fingerprint(root))
    put('package-lock.json', '2')
    seen.add(fingerprint(root))
    expect(seen.size).toBe(4)
  })

  test('does not change with tests, nor with what was built', () => {
    const before = fingerprint(root)
    put('web/main.test.ts', 'x')
    put('web/dist/main.js', 'x')
    expect(fingerprint(root)).toBe(before)
  })
})
