import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.profile.DefaultProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java program with the official core SDK (RPC signature version 1) does: create, page, filter, repeat, and be
 * refused. Its arguments are the HTTP method and the format. Prints what it saw as JSON.
 */
public class Program {
  private static final String REGION = "cn-hangzhou";
  private static final int VPCS = 12;
  private final DefaultAcsClient client =
      new DefaultAcsClient(
          DefaultProfile.getProfile(
              REGION,
              System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"),
              System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")));
  private final MethodType method;
  private final FormatType format;

  Program(String method, String format) {
    this.method = MethodType.valueOf(method);
    this.format = FormatType.valueOf(format);
  }

  public static void main(String[] arguments) throws ClientException {
    new Program(arguments[0], arguments[1]).run();
  }

  private void run() throws ClientException {
    String first = create(0);
    boolean repeated = create(0).equals(first);
    for (int number = 1; number < VPCS; number++) {
      create(number);
    }
    List<Integer> pages = new ArrayList<>();
    int total;
    int found = 0;
    do {
      String page = vpc("DescribeVpcs", Map.of("PageNumber", "" + (pages.size() + 1), "PageSize", "5"));
      pages.add(values(page, "CidrBlock").size());
      found += values(page, "CidrBlock").size();
      total = Integer.parseInt(values(page, "TotalCount").get(0));
    } while (found < total);
    int filtered = values(vpc("DescribeVpcs", Map.of("VpcName", "client-3")), "CidrBlock").size();
    System.out.printf(
        "{\"repeated\": %b, \"pages\": %s, \"total\": %d, \"filtered\": %d, \"refused\": \"%s\", \"types\": %d}%n",
        repeated, pages, total, filtered, refusal(), types());
  }

  private String create(int number) throws ClientException {
    Map<String, String> asked =
        Map.of("VpcName", "client-" + number, "CidrBlock", "10.0.0.0/8", "ClientToken", "once-" + number);
    return values(vpc("CreateVpc", asked), "VpcId").get(0);
  }

  private String refusal() {
    try {
      return vpc("DescribeVpcAttribute", Map.of("VpcId", "vpc-none"));
    } catch (ClientException error) {
      return "404 " + error.getErrCode();
    }
  }

  private int types() throws ClientException {
    Set<String> found = new HashSet<>();
    String token = "";
    do {
      Map<String, String> asked = token.isEmpty() ? Map.of() : Map.of("NextToken", token);
      String page = call("ecs", "2014-05-26", "DescribeInstanceTypes", "MaxResults", "10", asked);
      found.addAll(values(page, "InstanceTypeId"));
      List<String> tokens = values(page, "NextToken");
      token = tokens.isEmpty() ? "" : tokens.get(0);
    } while (!token.isEmpty());
    return found.size();
  }

  private String vpc(String action, Map<String, String> asked) throws ClientException {
    return call("vpc", "2016-04-28", action, "RegionId", REGION, asked);
  }

  private String call(
      String product, String version, String action, String name, String value, Map<String, String> asked)
      throws ClientException {
    CommonRequest request = new CommonRequest();
    request.setSysMethod(method);
    request.setSysDomain(product + "." + REGION + ".aliyuncs.com");
    request.setSysVersion(version);
    request.setSysAction(action);
    request.setHttpContentType(FormatType.FORM);
    request.putQueryParameter(name, value);
    request.putQueryParameter("Format", format.name());
    asked.forEach(request::putQueryParameter);
    return client.getCommonResponse(request).getData();
  }

  /** The values of a field, in XML and in JSON. */
  private static List<String> values(String answer, String name) {
    String pattern = "<" + name + ">([^<]*)</" + name + ">|\"" + name + "\": ?\"?([^\",}]*)";
    Matcher matcher = Pattern.compile(pattern).matcher(answer);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return found;
  }
}
