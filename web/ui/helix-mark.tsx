/** The mark: three strands that cross. Decorative; the product's name stands beside it. */
export function HelixMark({ size = 22 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeWidth={3}
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path
        stroke="var(--mantine-color-dimmed)"
        opacity={0.6}
        d="M19.4 3Q21.7 5.2 22.7 6.3Q23.7 7.3 24.4 8.4Q25.1 9.5 25.5 10.6Q25.8 11.7 25.9 12.8Q26 13.8 25.7 14.9Q25.4 16 24.8 17.1Q24.2 18.2 23.5 19M18.2 24.2Q15.6 26.4 13.3 28.4"
      />
      <path
        stroke="var(--mantine-color-dimmed)"
        d="M18.2 6.9Q15.6 9.1 13.8 10.6M8.5 15.8Q7 17.9 6.6 19Q6.2 20.1 6.1 21.2Q6 22.3 6.3 23.4Q6.5 24.4 7.1 25.5Q7.7 26.6 8.5 27.7Q9.4 28.8 9.6 29"
      />
      <path
        stroke="var(--mantine-color-anchor)"
        d="M6.2 3Q6 5.2 6.3 6.3Q6.6 7.3 7.2 8.4Q7.8 9.5 8.7 10.6Q9.6 11.7 10.7 12.8Q11.8 13.8 13 14.9Q14.3 16 15.6 17.1Q16.9 18.2 18.2 19.3Q19.4 20.3 20.6 21.4Q21.7 22.5 22.7 23.6Q23.7 24.7 24.4 25.8Q25.1 26.8 25.8 29"
      />
    </svg>
  )
}
