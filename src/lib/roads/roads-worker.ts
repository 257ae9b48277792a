/* The worker of the tablet's roads: opening a pack and searching its network must not stop the screen. */

import { answerQuestions } from './answer-questions.ts';
import { keptPack } from './kept-pack.ts';

const take = answerQuestions(
  () => keptPack(caches),
  (answer) => postMessage(answer)
);
addEventListener('message', ({ data }: MessageEvent) => void take(data));
