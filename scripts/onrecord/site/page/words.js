"use strict";

const WORD = /[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[\p{L}\p{N}\p{M}]+/gu;

/** The words of a text: in lower case, without accents, 1,000 as 1000. The index was made by the same rules (words.py). */
function wordsOf(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/\p{M}+/gu, "");
  return (plain.match(WORD) ?? []).map((word) => word.replaceAll(",", ""));
}

/** What is searched for by a text: whole words, but the last may be the beginning of one while it is being typed. */
function wanted(text) {
  const words = wordsOf(text);
  const isOpen = /[\p{L}\p{N}\p{M}]$/u.test(text);
  return words.map((word, place) => ({ word, isBeginning: isOpen && place === words.length - 1 && word.length > 2 }));
}

/** Whether a word of a text is one that is searched for. */
function isWanted(word, { word: asked, isBeginning }) {
  return isBeginning ? word.startsWith(asked) : word === asked;
}
