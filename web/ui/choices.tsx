import { Group, Radio, Stack, Text } from '@mantine/core'
import classes from './choices.module.css'

type Props<V extends string> = {
  label: string
  value: V
  options: readonly { value: V; label: string; text: string }[]
  onChange: (value: V) => void
}

/** One of a few, each with a sentence that says what it means. */
export function Choices<V extends string>({ label, value, options, onChange }: Props<V>) {
  return (
    <Radio.Group
      label={label}
      value={value}
      styles={{ label: { fontWeight: 600 } }}
      onChange={(chosen) => {
        const option = options.find((one) => one.value === chosen)
        if (option) onChange(option.value)
      }}
    >
      <Stack gap={6} mt={6}>
        {options.map((option) => (
          <Radio.Card key={option.value} value={option.value} className={classes.choice ?? ''}>
            <Group wrap="nowrap" gap="sm">
              <Radio.Indicator />
              <div>
                <Text fw={600}>{option.label}</Text>
                <Text size="sm" c="dimmed">
                  {option.text}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  )
}
