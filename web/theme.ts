import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** The one accent: a quiet blue-green that carries white text from shade 6 on. */
const helix: MantineColorsTuple = [
  '#eef6f8',
  '#d9e9ee',
  '#b3d3de',
  '#88bbcb',
  '#5fa3b8',
  '#3f8ea7',
  '#247a95',
  '#0f6580',
  '#0a5269',
  '#063e50',
]

/** Cool neutrals of the dark scheme, from text (0) to the deepest ground (9). */
const dark: MantineColorsTuple = [
  '#d3d7de',
  '#bcc2cb',
  '#a3abb7',
  '#6b7482',
  '#3d4552',
  '#2f3641',
  '#262c35',
  '#181c22',
  '#12151a',
  '#0c0e12',
]

/** System faces first; the Latin letters come from the interface face, Han from the platform's own. */
const sans =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei UI", "Noto Sans SC Variable", sans-serif'

export const theme = createTheme({
  primaryColor: 'helix',
  primaryShade: { light: 7, dark: 7 },
  colors: { helix, dark },
  fontFamily: sans,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.5', sm: '1.55', md: '1.6', lg: '1.6', xl: '1.5' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '999px' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.4' },
      h2: { fontSize: '17px', lineHeight: '1.45' },
      h3: { fontSize: '15px', lineHeight: '1.5' },
    },
  },
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Text: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false } },
    NumberInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    NavLink: { styles: { root: { borderRadius: 6 } } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Modal: { defaultProps: { centered: true } },
    Paper: { defaultProps: { withBorder: true, p: 'md' } },
  },
})

/** Mantine's greys for secondary text, errors and placeholders miss WCAG AA on white; ours hold 4.5:1 in both schemes. */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1d232b',
    '--mantine-color-dimmed': '#586170',
    '--mantine-color-placeholder': '#6b7482',
    '--mantine-color-error': colors.red[9],
    '--mantine-color-anchor': helix[7],
    '--hub-ground': '#f6f7f9',
    '--hub-line': '#dfe3e8',
    '--hub-soft': '#eef1f4',
  },
  dark: {
    '--mantine-color-text': dark[0],
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': '#8e97a5',
    '--mantine-color-error': colors.red[4],
    '--mantine-color-anchor': helix[3],
    '--hub-ground': dark[8],
    '--hub-line': dark[5],
    '--hub-soft': dark[6],
  },
})
