const { buildTree, fetchImochaUnits } = require("business-units");
const { check } = require("./check.js");

check({ buildTree, fetchImochaUnits }, process.argv[2]).then((outcome) =>
  console.log(JSON.stringify(outcome)),
);
