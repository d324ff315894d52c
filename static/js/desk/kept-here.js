// What was typed, kept in this browser: for when the server is away, the login is over, or the window is gone.

const PREFIX = "desk-kept:"
const LONGEST = 60 * 24 * 3600 * 1000

const read = (name) => {
  try {
    return JSON.parse(localStorage.getItem(name))
  } catch {
    return null
  }
}

// A record is { key, user, article, sent, turn }. False when there is no room.
export const keepHere = (record) => {
  try {
    localStorage.setItem(PREFIX + record.key, JSON.stringify(record))
    return true
  } catch {
    return false
  }
}

export const dropHere = (key) => localStorage.removeItem(PREFIX + key)

export const waitingHere = (user) => {
  const records = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).map(read).filter(Boolean)
  for (const old of records.filter((one) => Date.now() - one.turn > LONGEST)) dropHere(old.key)
  return records.filter((one) => one.user === user)
}
