function seconds(number) {
  return number < 0.1 ? "chưa đến 0,1" : number.toFixed(1).replace(".", ",");
}

function spoken(ahead) {
  const minutes = Math.round(Math.abs(ahead) / 60), hours = Math.floor(minutes / 60);
  const long = hours ? `${hours} giờ ${minutes % 60} phút` : `${minutes} phút`;
  return `${ahead > 0 ? "nhanh" : "chậm"} ${long}`;
}
