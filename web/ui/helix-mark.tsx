/** The mark: three strands that cross. Decorative; the product's name stands beside it. */
export function HelixMark({ size = 22 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeWidth={3.2}
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path stroke="var(--mantine-color-dimmed)" opacity={0.6} d="M6 28C6 20 26 20 26 12C26 8 24 5 22 4" />
      <path stroke="var(--mantine-color-dimmed)" d="M16 28C16 22 6 20 6 12C6 8 8 5 10 4" />
      <path stroke="var(--mantine-color-anchor)" d="M26 28C26 20 16 18 16 4" />
    </svg>
  )
}
