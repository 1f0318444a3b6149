import { expect, test } from 'vitest'
import { isEmojiOnly, textParts } from './text-parts.ts'

test('[CHAT-6] addresses become links, the full stop after them does not', () => {
  expect(textParts('Смотри https://school.example/a?b=1. И всё')).toEqual([
    { text: 'Смотри ' },
    { text: 'https://school.example/a?b=1', href: 'https://school.example/a?b=1' },
    { text: '. И всё' },
  ])
})

test('[CHAT-6] brackets around an address stay outside, its own stay inside', () => {
  expect(textParts('(https://a.example/x)')[1]?.text).toBe('https://a.example/x')
  expect(textParts('https://a.example/x_(y)')[0]?.text).toBe('https://a.example/x_(y)')
})

test('[CHAT-6] nothing but http becomes a link', () => {
  expect(textParts('javascript:alert(1) ftp://a.example')).toEqual([{ text: 'javascript:alert(1) ftp://a.example' }])
})

test('[CHAT-6] only a few emoji are large', () => {
  expect(['👍', '❤️', '👨‍👩‍👧', '🇷🇺', '🔥 👏'].every(isEmojiOnly)).toBe(true)
  expect(['5', '👍 да', '', '👍'.repeat(20)].some(isEmojiOnly)).toBe(false)
})
