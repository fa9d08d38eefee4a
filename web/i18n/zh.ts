import { accountZh } from './account.zh.ts'
import { challengeZh } from './challenge.zh.ts'
import { deskZh } from './desk.zh.ts'
import { funnelZh } from './funnel.zh.ts'
import { operatorZh } from './operator.zh.ts'
import { organisationZh } from './organisation.zh.ts'
import { proposalZh } from './proposal.zh.ts'
import { shellZh } from './shell.zh.ts'
import { wordsZh } from './words.zh.ts'

/** Every word of the interface in 简体中文, by area. Its keys are the only ones there are. */
export const zh = {
  shell: shellZh,
  words: wordsZh,
  account: accountZh,
  organisation: organisationZh,
  challenge: challengeZh,
  operator: operatorZh,
  proposal: proposalZh,
  desk: deskZh,
  funnel: funnelZh,
}
