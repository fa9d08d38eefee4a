import { Group, Kbd, Modal, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { keyLabel } from '../lib/hotkey.ts'
import { SHORTCUTS } from './shortcuts.ts'

/** The list of keys, on `?`. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('shell.shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('shell.action.close') }}
    >
      <Table>
        <Table.Tbody>
          {SHORTCUTS.map(([keys, name]) => (
            <Table.Tr key={keys}>
              <Table.Td>{t(`shell.shortcuts.${name}`)}</Table.Td>
              <Table.Td>
                <Group gap={4} justify="flex-end" wrap="nowrap">
                  {keyLabel(keys).map((key, index) => (
                    <Group key={key} gap={4} wrap="nowrap">
                      {index > 0 && keys.includes(' ') && (
                        <Text size="xs" c="dimmed">
                          {t('shell.shortcuts.next')}
                        </Text>
                      )}
                      <Kbd>{key}</Kbd>
                    </Group>
                  ))}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
