import '@mantine/notifications/styles.css'
import { Notifications } from '@mantine/notifications'

/** Where short notices appear. */
export function Notices() {
  return <Notifications position="bottom-right" />
}
