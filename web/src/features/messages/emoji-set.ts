/** Those that school chats use, by mood: faces, hands, hearts, school, nature, food and feasts. */
export const emojiSet: readonly string[] =
  `😀 😃 😄 😁 😆 😅 😂 🤣 🙂 😉 😊 😇 🥰 😍 😘 😋 😜 🤪 🤓 😎 🥳 🤩 🤗 🤔 🤨 😐 🙄 😏 😴 🤤 😷 🤒 🤕 🥶 😳 🥺 😢 😭 😤 😠 😱 😨 😬 🤯 🤫 🤭 😶 🙈
👍 👎 👌 ✌️ 🤞 🤟 🤙 👏 🙌 🤝 🙏 💪 👋 ✋ ☝️ 👇 👆 👉 👈 ✍️ ❤️ 🧡 💛 💚 💙 💜 🖤 🤍 💔 💯 💥 💡 🔥 ✨ ⭐ ✅ ❌ ❓ ❗ 💤
📚 📖 ✏️ 📝 📐 📏 🧮 🔬 🔭 🧪 🌍 🗺️ 🎓 🎒 🏫 💻 📱 🎨 🎵 🎸 🎭 ⚽ 🏀 🏐 🏆 🥇 ♟️ 🎲 🔔 ⏰ 📅 📌
🌞 🌧️ ❄️ ⛄ 🌈 🍁 🌸 🌷 🐱 🐶 🐰 🦊 🐻 🐼 🦉 🍎 🍌 🍉 🍕 🍰 🎂 🍫 ☕ 🎁 🎉 🎈 🎄 🚌 🚀`.split(/\s+/)
