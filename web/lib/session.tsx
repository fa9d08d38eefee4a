import {
  type QueryClient,
  queryOptions,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Bilingual } from '../../events/define.ts'
import type { OrganisationKind, OrganisationRole } from '../../events/organisation.ts'
import type { TeamRole } from '../../events/team.ts'
import { del, get } from './api.ts'
import { watch } from './changes.ts'

export type MyOrganisation = {
  id: string
  name: Bilingual
  kind: OrganisationKind
  role: OrganisationRole
  verified: boolean
}
export type MyTeam = { id: string; name: string; challengeId: string; role: TeamRole }
export type SignedIn = {
  signedIn: true
  demo: boolean
  person: {
    id: string
    name: string
    email: string
    locale: 'zh-CN' | 'en'
    headline: string
    operator: boolean
  }
  organisations: MyOrganisation[]
  teams: MyTeam[]
}
export type Me = SignedIn | { signedIn: false; demo: boolean }

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => get<Me>('/api/me') })

/** Who is looking, signed in or not. */
export const useMe = () => useSuspenseQuery(meQuery).data

/** Who is signed in. Only for screens behind the sign-in, whose route has made sure of it. */
export function useSignedIn(): SignedIn {
  const me = useMe()
  if (!me.signedIn) throw new Error('this screen is behind the sign-in')
  return me
}

/** Reads `me` again when the hub says that this person's rights or profile changed. */
export function useLiveMe() {
  const client = useQueryClient()
  const { data } = useQuery(meQuery)
  const id = data?.signedIn ? data.person.id : undefined
  useEffect(() => {
    if (!id) return
    return watch([`person:${id}`], () => void client.invalidateQueries(meQuery))
  }, [client, id])
}

/** After a sign-in: forget what the visitor saw and learn who it is. */
export async function signedInNow(client: QueryClient) {
  client.clear()
  await client.fetchQuery(meQuery)
}

/** Ends the session and leaves for the public home page, by a navigation that drops everything held in memory. */
export async function signOut() {
  await del('/api/session')
  globalThis.location.assign('/')
}

/** Kinds that carry projects through a funnel. */
const CARRIERS: ReadonlySet<OrganisationKind> = new Set(['incubator', 'accelerator'])

/** The organisations in whose name this person may look after a funnel. */
export const carriersOf = (me: Me): MyOrganisation[] =>
  me.signedIn ? me.organisations.filter(({ kind, verified }) => verified && CARRIERS.has(kind)) : []
