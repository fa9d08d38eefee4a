import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Brief } from '#events/challenge.ts'
import { briefOf } from '#test/support/brief.ts'
import type { Client } from '#test/support/client.ts'
import { type TestHub, testHub } from '#test/support/hub.ts'

const HOSTILE = `</script><script>alert(1)</script> "丝网" 'a' & <b>`
const HOSTILE_ESCAPED =
  '&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;丝网&quot; &#39;a&#39; &amp; &lt;b&gt;'

let hub: TestHub
let seeker: Client
let seekerId: string
const page = (path: string, headers?: Record<string, string>) =>
  hub.visitor().get(path, { 'accept-language': 'zh-CN', ...headers })
const en = { 'accept-language': 'en' }

async function draft(title: string, change: Partial<Brief> = {}): Promise<string> {
  const brief = { ...briefOf(title), ...change }
  return (await seeker.ok('POST', '/api/challenges', { seekerId, brief })).id
}
async function publish(title: string, change: Partial<Brief> = {}): Promise<string> {
  const id = await draft(title, change)
  await seeker.ok('POST', `/api/challenges/${id}/submit`)
  return id
}

beforeAll(async () => {
  hub = await testHub()
  seeker = await hub.person('安建国')
  seekerId = await hub.organisation(seeker, 'enterprise', { zh: '安平精工丝网', en: 'Anping Mesh' })
})
afterAll(() => hub[Symbol.asyncDispose]())

describe('before anything is posted', () => {
  it('shows an empty board that says what to do next', async () => {
    const { status, text } = await page('/challenges')
    expect(status).toBe(200)
    expect(text).toContain('还没有公开的需求')
    expect(text).toContain('href="/app/challenges/new"')
  })

  it('answers a home page, a feed and a sitemap', async () => {
    for (const path of ['/', '/challenges.atom', '/sitemap.xml', '/robots.txt', '/problems'])
      expect((await page(path)).status, path).toBe(200)
  })
})

describe('hostile words', () => {
  it('are escaped wherever a title is shown', async () => {
    const id = await publish(HOSTILE)
    for (const path of [
      '/',
      '/challenges',
      '/challenges?view=cards',
      `/challenges/${id}`,
      `/organisations/${seekerId}`,
    ]) {
      const { text } = await page(path)
      expect(text, path).toContain(HOSTILE_ESCAPED)
      expect(text, path).not.toContain('<script>alert')
    }
  })

  it('are escaped in the search box and in what was filtered by', async () => {
    const { text } = await page(
      `/challenges?q=${encodeURIComponent('"><script>alert(1)</script>')}&cluster=${encodeURIComponent('<b>')}`,
    )
    expect(text).not.toContain('<script>alert')
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;')
    expect(text).toContain('没有符合条件的需求')
  })

  it('cannot end the JSON-LD they stand in', async () => {
    const id = await publish(HOSTILE)
    const { text } = await page(`/challenges/${id}`)
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? ''
    expect(json).not.toContain('<')
    expect(JSON.parse(json)).toMatchObject({
      name: HOSTILE,
      mainEntity: { '@type': 'Demand', name: HOSTILE },
    })
  })

  it('leave the Atom feed well-formed', async () => {
    const id = await publish(`${HOSTILE} ]]> \ufffe`)
    const { text, headers } = await page('/challenges.atom')
    expect(headers.get('content-type')).toMatch('application/atom+xml')
    expect(text).toContain(`<id>urn:uuid:${id}</id>`)
    expect(unbalanced(text)).toEqual([])
    expect(text).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)|[\ufffe\uffff]/)
  })
})

describe('what may not be seen', () => {
  it('is the same page as what is not there: a draft', async () => {
    const id = await draft('尚未公开的需求')
    const hidden = await page(`/challenges/${id}`)
    const absent = await page('/challenges/0198c0de-0000-7000-8000-000000000000')
    const unknown = await page('/nowhere')
    expect([hidden.status, absent.status, unknown.status]).toEqual([404, 404, 404])
    expect(hidden.text).not.toContain('尚未公开')
    expect(main(hidden.text)).toBe(main(absent.text))
    expect(main(unknown.text)).toBe(main(absent.text))
  })

  it('is shown to its own seeker, and kept from search engines', async () => {
    const id = await draft('给自己看的草稿')
    const { status, text } = await seeker.get(`/challenges/${id}`)
    expect(status).toBe(200)
    expect(text).toContain('给自己看的草稿')
    expect(text).toContain('content="noindex"')
    expect(text).toContain(`href="/app/challenges/${id}"`)
  })

  it('is not on the board, in the feed or in the sitemap: what only members may see', async () => {
    const id = await publish('仅成员可见的需求', { visibility: 'members' })
    for (const path of ['/challenges', '/challenges.atom', '/sitemap.xml'])
      expect((await page(path)).text, path).not.toContain(id)
    expect((await page(`/challenges/${id}`)).status).toBe(404)
    expect((await seeker.get(`/challenges/${id}`)).status).toBe(200)
  })
})

describe('language', () => {
  it('follows the browser, and a link changes it for good', async () => {
    expect((await page('/')).text).toContain('<html lang="zh-CN"')
    expect((await page('/', en)).text).toContain('<html lang="en"')
    const reader = hub.visitor()
    const switched = await reader.get('/challenges?lang=en&status=open')
    expect(switched.headers.getSetCookie().join()).toMatch(/lang=en; .*Path=\/.*SameSite=Lax/)
    expect(switched.text).toContain('href="/challenges?lang=zh-CN&amp;status=open"')
    expect((await reader.get('/challenges')).text).toContain('Challenge board')
  })

  it('leads with the reader’s own words and keeps the others at hand', async () => {
    const title = { zh: '羊绒低温染色', en: 'Low-temperature dyeing of cashmere' }
    const id = await publish('', { title, summary: { zh: '≤80℃染色', en: 'Dye at ≤80 °C' } })
    expect(main((await page(`/challenges/${id}`)).text)).toMatch(
      /<h1>羊绒低温染色<\/h1>.*<details.*Low-temperature/s,
    )
    expect(main((await page(`/challenges/${id}`, en)).text)).toMatch(
      /<h1>Low-temperature.*<details.*羊绒低温染色/s,
    )
  })
})

describe('the board', () => {
  it('finds, marks and filters, each state an address', async () => {
    await publish('护栏网柔性焊接机器人', { mode: 'commissioned' })
    const { text } = await page(`/challenges?q=${encodeURIComponent('焊接')}&mode=commissioned`)
    expect(text).toContain('护栏网柔性<mark>焊接</mark>机器人')
    expect(text).toContain('共 1 项需求')
    // Taking one filter away keeps the other.
    expect(text).toContain(`href="/challenges?q=${encodeURIComponent('焊接')}"`)
    expect(text).toContain('href="/challenges?mode=commissioned"')
  })

  it('ignores what is no filter of ours', async () => {
    const { status, text } = await page(
      '/challenges?status=constructor&mode=x&sort=up&view=map&cursor=%00&seeker=1',
    )
    expect(status).toBe(200)
    expect(text).not.toContain('class="chips"')
  })

  it('says money and deadlines in the reader’s way', async () => {
    await publish('预算示例')
    expect((await page('/challenges')).text).toMatch(/150–300 万元.*2026-07-01.*剩 120 天/s)
    expect((await page('/challenges', en)).text).toMatch(/¥1,500,000–3,000,000.*1 Jul 2026.*120 days left/s)
  })
})

describe('who looks', () => {
  it('decides what there is to do', async () => {
    const id = await publish('谁能做什么')
    const visitorSees = (await page(`/challenges/${id}`)).text
    expect(visitorSees).toContain(`/app/sign-in?next=${encodeURIComponent(`/app/challenges/${id}?form=1`)}`)
    const member = await hub.person('李文博')
    const memberSees = (await member.get(`/challenges/${id}`)).text
    expect(memberSees).toContain(`href="/app/challenges/${id}?form=1"`)
    expect(memberSees).toContain('>李</a>')
    const team = await member.ok('POST', `/api/challenges/${id}/teams`, { name: '河工大联合团队' })
    const teamSees = (await member.get(`/challenges/${id}`)).text
    expect(teamSees).toContain(`href="/app/teams/${team.id}"`)
    expect(teamSees).toContain('河工大联合团队')
    expect((await seeker.get(`/challenges/${id}`)).text).toMatch(
      new RegExp(`href="/app/challenges/${id}">管理此需求`),
    )
  })
})

describe('assets', () => {
  it('are kept for ever under their hash and asked for anew under any other', async () => {
    const { text } = await page('/')
    const style = /href="(\/assets\/style\.css\?v=[\da-f]{12})"/.exec(text)?.[1] ?? ''
    expect((await page(style)).headers.get('cache-control')).toMatch('immutable')
    expect((await page('/assets/style.css?v=old')).headers.get('cache-control')).toBe('no-cache')
    expect((await page('/assets/../routes.ts')).status).toBe(404)
  })

  it('are all the script there is: what stands in the page carries the nonce', async () => {
    const { text, headers } = await page('/')
    const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1]
    const scripts = [...text.matchAll(/<script(?! type="application\/ld\+json")([^>]*)>/g)].map(
      ([, attributes]) => attributes,
    )
    expect(scripts).toEqual([` nonce="${nonce}"`, expect.stringMatching(/^ defer src="\/assets\/page\.js/)])
  })
})

const main = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''

/** Tags that are closed out of order or not at all; good enough for XML that our own template made. */
function unbalanced(xml: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, end, name = '', self] of xml.matchAll(/<(\/?)([a-z:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (end) {
      if (open.pop() !== name) wrong.push(name)
    } else if (!self) open.push(name)
  }
  return [...wrong, ...open]
}
