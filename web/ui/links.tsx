import { Anchor, type AnchorProps, Button, type ButtonProps, NavLink, type NavLinkProps } from '@mantine/core'
import { createLink, type LinkComponent } from '@tanstack/react-router'
import type { ReactNode, Ref } from 'react'

type Extra = { ref?: Ref<HTMLAnchorElement>; children?: ReactNode }

const AnchorBase = (props: Omit<AnchorProps, 'href'> & Extra) => <Anchor {...props} />
const ButtonBase = (props: Omit<ButtonProps, 'href'> & Extra) => <Button component="a" {...props} />
const NavBase = (props: Omit<NavLinkProps, 'href'> & Extra) => <NavLink component="a" {...props} />

const AnchorLink = createLink(AnchorBase)
const ButtonRouterLink = createLink(ButtonBase)
const NavRouterLink = createLink(NavBase)

/** A link in text to a screen of the application. */
export const TextLink: LinkComponent<typeof AnchorBase> = (props) => (
  <AnchorLink preload="intent" {...props} />
)

/** A link that looks like a button. */
export const ButtonLink: LinkComponent<typeof ButtonBase> = (props) => (
  <ButtonRouterLink preload="intent" {...props} />
)

/** A line of the navigation. */
export const NavLine: LinkComponent<typeof NavBase> = (props) => <NavRouterLink preload="intent" {...props} />
