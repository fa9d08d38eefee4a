/** Chinese names show their last character, as people call each other; others their initials. */
export const initials = (name: string) =>
  /\p{Script=Han}/u.test(name)
    ? name.slice(-1)
    : name
        .split(/\s+/)
        .slice(0, 2)
        .map((part) => part[0]?.toUpperCase() ?? '')
        .join('')
