/** Says something in passing; `bad` when it is a problem. The code that shows it is fetched on its first use. */
export async function notice(message: string, bad = false) {
  const { notifications } = await import('@mantine/notifications')
  notifications.show({ message, ...(bad && { color: 'red', role: 'alert' }) })
}
