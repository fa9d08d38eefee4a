/**
 * `docker-compose.yml` as far as it can be checked without Docker: it parses, uses only keys the Compose
 * specification knows, and its KurrentDB servers are pinned, healthy by a check, and off the network.
 * Nothing here says that it runs.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { parseAddress } from '#src/log/kurrent/address.ts'
import { ROOT } from '#test/architecture.ts'

const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')

/** The part of the Compose specification that the file uses; any other key is refused, as Compose does. */
const duration = z.string().regex(/^\d+(s|m)$/)
const service = z.strictObject({
  image: z.string().optional(),
  build: z.string().optional(),
  profiles: z.array(z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/)).optional(),
  ports: z.array(z.string()).optional(),
  environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.union([z.string(), z.number()])).optional(),
  volumes: z.array(z.string()).optional(),
  depends_on: z
    .union([z.array(z.string()), z.record(z.string(), z.object({ condition: z.string() }))])
    .optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']).optional(),
  stop_grace_period: duration.optional(),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()).min(2),
      interval: duration,
      timeout: duration,
      retries: z.int().positive(),
      start_period: duration,
    })
    .optional(),
})
const compose = z.strictObject({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()).optional(),
})

function read() {
  const whole = parse(text, { merge: true }) as Record<string, unknown>
  const known = Object.entries(whole).filter(([key]) => !key.startsWith('x-'))
  return compose.parse(Object.fromEntries(known))
}

const servers = () => Object.entries(read().services).filter(([name]) => name.startsWith('kurrentdb'))

describe('docker-compose.yml (not run: there is no container engine here)', () => {
  test('has only keys that Compose knows, and declares every volume it names', () => {
    const { services, volumes = {} } = read()
    const used = Object.values(services).flatMap(({ volumes: mounts = [] }) =>
      mounts.map((mount) => mount.split(':')[0] ?? ''),
    )
    expect(used.toSorted()).toEqual(Object.keys(volumes).toSorted())
  })

  test('has one KurrentDB in the profile kurrentdb and three in the profile cluster', () => {
    const inProfile = (profile: string) =>
      servers().filter(([, { profiles }]) => profiles?.includes(profile)).length
    expect([inProfile('kurrentdb'), inProfile('cluster'), servers().length]).toEqual([1, 3, 4])
  })

  test('pins their version, checks their health, and keeps them and their ports to this machine', () => {
    for (const [, { image, healthcheck, ports = [] }] of servers()) {
      expect(image).toBe('kurrentplatform/kurrentdb:26.1.1')
      expect(healthcheck?.test.at(-1)).toBe('http://localhost:2113/health/live')
      expect(ports).toHaveLength(1)
      expect(ports[0]).toMatch(/^127\.0\.0\.1:\d+:2113$/)
    }
    const all = servers().flatMap(([, { ports = [] }]) => ports)
    expect(new Set(all).size).toBe(all.length)
  })

  test('tells each node of the cluster about the two others, and clients its own port', () => {
    const nodes = servers().filter(([, { profiles }]) => profiles?.includes('cluster'))
    for (const [name, { environment = {}, ports = [] }] of nodes) {
      const others = nodes.map(([other]) => other).filter((other) => other !== name)
      expect(environment.KURRENTDB_GOSSIP_SEED).toBe(others.map((other) => `${other}:2113`).join(','))
      expect(environment.KURRENTDB_NODE_HOST_ADVERTISE_AS).toBe(name)
      expect(environment.KURRENTDB_CLUSTER_SIZE).toBe('3')
      expect(ports[0]).toBe(`127.0.0.1:${environment.KURRENTDB_ADVERTISE_NODE_PORT_TO_CLIENT_AS}:2113`)
    }
  })

  test('gives addresses in its head that the engine takes', () => {
    const addresses = [...text.matchAll(/KURRENTDB_URL='([^']+)'/g)].map(([, address = '']) => address)
    expect(addresses).toHaveLength(2)
    for (const address of addresses) expect(parseAddress(address).shown).toMatch(/127\.0\.0\.1/)
  })

  test('says of itself that it was not run', () => {
    expect(text).toMatch(/NOT RUN/)
    expect(text).toMatch(/experimental/)
  })
})
