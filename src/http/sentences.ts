import { REFUSALS, type RefusalCode } from '#src/command/refused.ts'
import { LANGS, type Lang } from './lang.ts'

type Sentence = readonly [zh: string, en: string]

/** What a person reads when a rule says no: what happened, and what to do. `{name}` is a member of the refusal's detail. */
const SENTENCES: Record<RefusalCode | 'fault', Sentence> = {
  fault: [
    '系统出错了，刚才的内容可能没有保存；请稍后再试，或把请求编号告诉运营方。',
    'Something broke, and what you just did may not have been saved. Try again, or tell the operator the request id.',
  ],
  'invalid-input': [
    '有些内容填写不正确，请检查标出的各项。',
    'Some of what you entered cannot be used. Check the marked fields.',
  ],
  'malformed-json': ['请求内容不是有效的 JSON。', 'The request is not valid JSON.'],
  'too-large': ['内容太大，请缩短后再提交。', 'That is too large. Shorten it and send it again.'],
  'unsupported-media-type': ['请以 application/json 发送内容。', 'Send the content as application/json.'],
  'foreign-origin': ['该请求来自其他网站，已被拒绝。', 'The request came from another site and was refused.'],
  'foreign-host': ['请使用本平台公布的地址访问。', 'Use the address this hub is published at.'],
  'rate-limited': [
    '操作过于频繁，请在 {retry} 秒后再试。',
    'Too many attempts. Try again in {retry} seconds.',
  ],
  'idempotency-mismatch': [
    '同一个 Idempotency-Key 已用于另一项内容。',
    'This Idempotency-Key was already used for something else.',
  ],
  stale: [
    '其他人刚刚修改过，请查看最新内容后再保存。',
    'Somebody else changed this meanwhile. Look at the latest version, then save again.',
  ],
  busy: ['同时修改的人太多，请再试一次。', 'Too many people changed this at once. Try again.'],
  'behind-log': ['数据正在更新，请稍候再试。', 'The pages are still catching up. Try again in a moment.'],
  'not-ready': [
    '系统暂时无法确认权限，请稍后再试。',
    'Rights cannot be checked right now. Try again shortly.',
  ],
  overloaded: [
    '现在登录的人太多，请稍候再试。',
    'Too many people are signing in at once. Try again in a moment.',
  ],
  'not-found': ['未找到该内容，或您无权查看。', 'Not found, or not yours to see.'],
  'sign-in-first': ['请先登录。', 'Sign in first.'],
  'not-allowed': ['您没有执行此操作的权限。', 'You are not allowed to do this.'],
  'email-taken': [
    '该邮箱已注册，请直接登录。',
    'That e-mail address already has an account. Sign in instead.',
  ],
  'wrong-credentials': ['邮箱或密码不正确。', 'The e-mail address or the password is wrong.'],
  'wrong-password': ['当前密码不正确。', 'The current password is wrong.'],
  'weak-password': [
    '密码至少 8 个字符，且不能是常见密码或包含您的邮箱。',
    'Use at least 8 characters, not a common password and not your e-mail address.',
  ],
  'link-invalid': [
    '该链接无效、已被使用或已过期，请索取新的链接。',
    'This link is not valid, was used already or has expired. Ask for a new one.',
  ],
  'plain-http': ['请通过 https 或本机地址登录。', 'Sign in over https, or on this machine itself.'],
  'demo-only': ['未找到该内容，或您无权查看。', 'Not found, or not yours to see.'],
  'already-member': ['此人已是成员。', 'Already a member.'],
  'not-a-member': ['此人不是成员。', 'Not a member.'],
  'last-admin': [
    '至少要保留一位管理员，请先指定另一位。',
    'There must be an administrator. Appoint another one first.',
  ],
  'already-verified': ['该机构已通过认证。', 'The organisation is already verified.'],
  'not-verified': ['该机构尚未通过认证。', 'The organisation is not verified yet.'],
  'verification-not-requested': [
    '该机构没有待处理的认证申请。',
    'The organisation has not asked to be verified.',
  ],
  'challenge-exists': ['该需求已存在。', 'The challenge exists already.'],
  'challenge-not-draft': ['只有草稿可以这样修改。', 'Only a draft can be changed this way.'],
  'challenge-not-in-moderation': ['该需求不在待审核状态。', 'The challenge is not waiting for moderation.'],
  'challenge-not-open': ['该需求当前不在征集中。', 'The challenge is not open.'],
  'challenge-not-closed': ['请先截止征集，再作出决定。', 'Close submissions before deciding.'],
  'challenge-incomplete': ['发布前还需填写：{missing}。', 'Before publishing, fill in: {missing}.'],
  'deadline-past': ['截止时间必须晚于现在。', 'The deadline must lie in the future.'],
  'deadline-not-later': [
    '新的截止时间必须晚于原来的时间。',
    'The new deadline must be later than the old one.',
  ],
  'deadline-not-reached': [
    '截止时间({at})之前方案保持密封。',
    'Proposals stay sealed until the deadline ({at}).',
  ],
  'drafts-outstanding': [
    '还有 {drafts} 个团队正在撰写，需等截止时间或其提交后才能提前截止。',
    '{drafts} team(s) are still writing. Close early once they have submitted, or wait for the deadline.',
  ],
  'already-decided': ['该需求已作出决定。', 'The challenge was decided already.'],
  'proposal-not-in-challenge': [
    '其中有方案不属于本需求或未提交。',
    'A proposal in the decision was not submitted to this challenge.',
  ],
  'decision-incomplete': [
    '每份已提交的方案都需要一个结果和理由。',
    'Every submitted proposal needs an outcome and a reason.',
  ],
  'imported-elsewhere': ['该记录已由其他来源导入。', 'This record was imported from another source.'],
  'not-an-incubator': [
    '所选机构不是已认证的孵化器。',
    'The chosen organisation is not a verified incubator.',
  ],
  'already-in-team': ['您已在该需求的一个团队中。', 'You are in a team for this challenge already.'],
  'own-challenge': ['不能应答本机构发布的需求。', 'You cannot answer a challenge of your own organisation.'],
  'lead-cannot-leave': ['负责人不能离开团队。', 'The lead cannot leave the team.'],
  'proposal-exists': ['该团队已有方案。', 'The team already has a proposal.'],
  'proposal-not-open': ['该方案当前不能修改。', 'The proposal cannot be changed now.'],
  'proposal-not-submitted': ['该方案尚未提交。', 'The proposal has not been submitted.'],
  'proposal-empty': [
    '方案正文还太短，请写完后再提交。',
    'The text is too short to hand in. Write the proposal first.',
  ],
  'submissions-closed': ['征集已截止。', 'Submissions are closed.'],
  'project-exists': ['该项目已存在。', 'The project exists already.'],
  'project-not-waiting': ['该项目已有孵化器承接。', 'Another incubator carries this project already.'],
  'consent-not-asked': ['没有等待您同意的孵化邀请。', 'There is nothing waiting for your consent.'],
  'not-in-funnel': ['该项目不在您的漏斗中。', 'The project is not in your funnel.'],
  'stage-unreachable': [
    '不能从当前阶段移动到该阶段。',
    'The project cannot move there from its present stage.',
  ],
  'stage-moved': [
    '其他人刚刚移动了该项目，请查看后再试。',
    'Somebody else moved this project just now. Look again, then move it.',
  ],
}

/** The sentence of a code in the reader's language, with the detail's members filled in. */
export function sentence(
  code: keyof typeof SENTENCES,
  lang: Lang,
  detail: Record<string, unknown> = {},
): string {
  const text = SENTENCES[code][LANGS.indexOf(lang)] ?? SENTENCES[code][0]
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(detail[name] ?? '…'))
}

/** Every code a problem document may carry, with its HTTP status, for the page that explains them. */
export const PROBLEM_CODES: readonly { code: keyof typeof SENTENCES; status: number }[] = [
  ...(Object.keys(REFUSALS) as RefusalCode[]).map((code) => ({ code, status: REFUSALS[code] })),
  { code: 'fault', status: 500 },
]
